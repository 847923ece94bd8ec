import { assert, failure, load, settings } from './aws.mjs';

const { SES } = await load('ses');
const ses = new SES(settings);
await ses.createTemplate({ Template: { TemplateName: 'greeting', SubjectPart: 'Hello {{name}}', TextPart: '{{#each items}}{{this}};{{/each}}' } });
const { RenderedTemplate } = await ses.testRenderTemplate({ TemplateName: 'greeting', TemplateData: JSON.stringify({ name: 'Ada', items: ['a', 'b'] }) });
assert.match(RenderedTemplate, /Subject: Hello Ada/);
assert.match(RenderedTemplate, /a;b;/);
assert.equal((await failure(ses.testRenderTemplate({ TemplateName: 'greeting', TemplateData: '{}' }))).name, 'MissingRenderingAttributeException');
assert.equal((await failure(ses.getTemplate({ TemplateName: 'none' }))).name, 'TemplateDoesNotExistException');
const destination = { ToAddresses: ['you@example.com'] };
assert.ok((await ses.sendEmail({
  Source: 'shop@example.com', Destination: destination, Message: { Subject: { Data: 'Paid' }, Body: { Text: { Data: 'Thank you.' } } },
})).MessageId);
const { Status } = await ses.sendBulkTemplatedEmail({
  Source: 'shop@example.com', Template: 'greeting', DefaultTemplateData: '{"name":"you","items":[]}', Destinations: [{ Destination: destination }],
});
assert.equal(Status[0].Status, 'Success');
