using Amazon.SQS;
using LocalCloud.Testing;
using Microsoft.Extensions.Time.Testing;

var clock = new FakeTimeProvider();
await using var aws = new LocalAws(clock);
using var sqs = aws.Client(new AmazonSQSConfig(), (credentials, config) => new AmazonSQSClient(credentials, config));

var url = (await sqs.CreateQueueAsync("orders")).QueueUrl;
await sqs.SendMessageAsync(url, "forgotten");
clock.Advance(TimeSpan.FromDays(4));
Console.WriteLine($"Messages after four days: {(await sqs.ReceiveMessageAsync(url)).Messages?.Count ?? 0}");
