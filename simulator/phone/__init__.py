"""The phone (模拟手机): what a person sees of WeChat, as web pages. Choose who you are, sign in, pay."""

from simulator.phone import home, login, payment

ROUTES = (
    home.choose_person,
    home.create_person,
    home.show_home,
    home.show_style,
    login.log_in,
    login.show_login,
    payment.decide,
    payment.show_sheet,
)
