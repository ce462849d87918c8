"""The mini program's server side, `api.weixin.qq.com`: sign-in."""

from simulator.mini import login

ROUTES = (login.code2session,)
