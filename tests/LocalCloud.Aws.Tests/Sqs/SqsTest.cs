using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

/// <summary>A test of SQS, with the SDK's client and what tests of queues say often.</summary>
public abstract class SqsTest : AwsTest
{
    protected async Task<string> QueueAsync(string name = "orders", params (string Name, string Value)[] attributes)
    {
        var created = await Sqs.CreateQueueAsync(
            new CreateQueueRequest { QueueName = name, Attributes = attributes.ToDictionary(a => a.Name, a => a.Value) }
        );
        return created.QueueUrl;
    }

    protected async Task<string> SendAsync(string url, string body, int? delay = null) =>
        (
            await Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = body,
                    DelaySeconds = delay,
                }
            )
        ).MessageId;

    protected Task<ReceiveMessageResponse> StartReceiveAsync(string url, int max = 10, int? wait = null, int? visibility = null) =>
        Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = url,
                MaxNumberOfMessages = max,
                WaitTimeSeconds = wait,
                VisibilityTimeout = visibility,
                MessageSystemAttributeNames = ["All"],
                MessageAttributeNames = ["All"],
            }
        );

    protected async Task<List<Message>> ReceiveAsync(string url, int max = 10, int? visibility = null) =>
        (await StartReceiveAsync(url, max, visibility: visibility)).Messages ?? [];

    protected async Task<Message> ReceiveOneAsync(string url, int? visibility = null) =>
        Assert.Single(await ReceiveAsync(url, 1, visibility));

    protected async Task<Dictionary<string, string>> AttributesAsync(string url, params string[] names) =>
        (
            await Sqs.GetQueueAttributesAsync(
                new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [.. names is [] ? ["All"] : names] }
            )
        ).Attributes;

    protected static async Task<T> FailsAsync<T>(Func<Task> call, string code)
        where T : AmazonSQSException
    {
        var error = await Assert.ThrowsAsync<T>(call);
        Assert.Equal(code, error.ErrorCode);
        return error;
    }

    // Until the server waits on behalf of so many: the one thing a test cannot see from outside.
    protected async Task PollsAsync(string url, int count)
    {
        var state = (LocalCloud.Aws.Sqs.SqsState)Host.Service("sqs").State(new(Account, Region));
        var name = url.Split('/')[^1];
        while (Host.Read(state, s => s.Queues[name].Arrived.Count) != count)
            await Task.Yield();
    }

    protected static string RedriveTo(string name, int max) =>
        $$"""{"deadLetterTargetArn":"arn:aws:sqs:{{Region}}:{{Account}}:{{name}}","maxReceiveCount":{{max}}}""";
}
