import { assert, load, settings } from './aws.mjs';

const { SESv2 } = await load('sesv2');
const ses = new SESv2(settings);
const { MessageId } = await ses.sendEmail({
  FromEmailAddress: 'shop@example.com', Destination: { ToAddresses: ['you@example.com'] },
  Content: { Simple: { Subject: { Data: 'Paid' }, Body: { Text: { Data: 'Thank you.' } } } },
});
assert.ok(MessageId);
await ses.createEmailTemplate({ TemplateName: 'receipt', TemplateContent: { Subject: 'Order {{order}}', Html: '<p>{{#if paid}}paid{{else}}open{{/if}}</p>' } });
const { RenderedTemplate } = await ses.testRenderEmailTemplate({ TemplateName: 'receipt', TemplateData: '{"order":7,"paid":true}' });
assert.match(RenderedTemplate, /Subject: Order 7/);
const { BulkEmailEntryResults } = await ses.sendBulkEmail({
  FromEmailAddress: 'shop@example.com', DefaultContent: { Template: { TemplateName: 'receipt', TemplateData: '{"order":1}' } },
  BulkEmailEntries: [{ Destination: { ToAddresses: ['you@example.com'] }, ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: '{"order":2}' } } }],
});
assert.equal(BulkEmailEntryResults[0].Status, 'SUCCESS');
