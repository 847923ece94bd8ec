// Finds the SDK as on AWS: it is not in the package.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";

const { TABLE, BUCKET, TOPIC, SECRET, SETTING } = process.env;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

// An order goes through topic and queue into the table, and by the table's stream into the bucket.
export const handler = async event => {
  if (event.requestContext) return event.pathParameters ? order(event.pathParameters.id) : open();
  for (const record of event.Records ?? [])
    if (record.eventSource === "aws:sqs") await table.send(new PutCommand({ TableName: TABLE, Item: { id: record.body, state: "open", city: "Berlin" } }));
    else await new S3Client().send(new PutObjectCommand({ Bucket: BUCKET, Key: `orders/${record.dynamodb.Keys.id.S}`, Body: record.eventName }));
  return { batchItemFailures: [] };
};

const order = async id => {
  await new SNSClient().send(new PublishCommand({ TopicArn: TOPIC, Message: id }));
  const { SecretString } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: SECRET }));
  const { Parameter } = await new SSMClient().send(new GetParameterCommand({ Name: SETTING }));
  return { statusCode: 202, body: `accepted ${id} ${SecretString} ${Parameter.Value}` };
};

const open = async () => {
  const { Items } = await table.send(new QueryCommand({
    TableName: TABLE, IndexName: "byPlace", KeyConditionExpression: "city = :c", ExpressionAttributeValues: { ":c": "Berlin" },
  }));
  return Items.map(item => item.id);
};
