"""Adapters of outside services (外部服务).

Each package speaks one service's protocol and knows nothing of our business.
"""
