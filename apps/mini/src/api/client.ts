import { openAnswer } from './answers'
import { accessToken, regainSession } from './session'
import { type Message, type Query, send } from './transport'

/** Read what everybody may see: no session is sent and none is needed. */
export async function browse<Body>(path: string, query: Query = {}): Promise<Body> {
  return openAnswer<Body>(await send({ method: 'GET', path, query }, null))
}

/** Do something of the buyer's own. An expired session is regained silently and the act repeated once. */
export async function own<Body>(message: Message): Promise<Body> {
  if (!accessToken()) await regainSession()
  const answer = await send(message, accessToken())
  if (answer.status !== 401) return openAnswer<Body>(answer)
  await regainSession()
  return openAnswer<Body>(await send(message, accessToken()))
}
