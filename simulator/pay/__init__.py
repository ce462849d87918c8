"""WeChat Pay APIv3: payments, refunds, profit sharing and balances of one platform and its sub-merchants."""

from simulator.pay import certificates, combined, direct, funds, refunds, sharings

ROUTES = (
    certificates.certificates,
    combined.close,
    combined.prepay,
    combined.query,
    direct.close,
    direct.prepay,
    direct.query,
    funds.query_balance,
    refunds.apply_refund,
    refunds.query_by_id,
    refunds.query_by_number,
    sharings.finish_order,
    sharings.query,
    sharings.share,
    sharings.unsplit,
)
