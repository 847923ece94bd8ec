// Without an SDK: the runtime here brings none.
const call = (service, target, body) => fetch(process.env.AWS_ENDPOINT_URL, {
  method: "POST",
  headers: {
    "content-type": "application/x-amz-json-1.0", "x-amz-target": target,
    authorization: `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/20260101/${process.env.AWS_REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  },
  body: JSON.stringify(body),
}).then(async r => { if (!r.ok) throw new Error(await r.text()); });

export const api = async event => {
  await call("sqs", "AmazonSQS.SendMessage", { QueueUrl: process.env.QUEUE, MessageBody: event.pathParameters.id });
  return { statusCode: 202, body: `accepted ${event.pathParameters.id}` };
};

export const work = async event => {
  for (const record of event.Records)
    await call("dynamodb", "DynamoDB_20120810.PutItem", { TableName: process.env.TABLE, Item: { id: { S: record.body } } });
  return { batchItemFailures: [] };
};
