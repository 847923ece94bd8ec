import { assert, load, settings } from './aws.mjs';

const { SESv2 } = await load('sesv2');
const ses = new SESv2(settings);
const { MessageId } = await ses.sendEmail({
  FromEmailAddress: 'shop@example.com', Destination: { ToAddresses: ['you@example.com'] },
  Content: { Simple: { Subject: { Data: 'Paid' }, Body: { Text: { Data: 'Thank you.' } } } },
});
assert.ok(MessageId);
