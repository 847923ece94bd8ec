using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.CloudWatch;

/// <summary>Alarms, and a topic that they tell.</summary>
public abstract class AlarmNoticeTest : CloudWatchTest
{
    protected const string Topic = $"arn:aws:sns:{Region}:{Account}:alarms";

    /// <summary>The topic of the alarms, and a queue that gets what it gets.</summary>
    protected async Task<string> TopicAsync()
    {
        var queue = (await Sqs.CreateQueueAsync("inbox")).QueueUrl;
        await QueryAsync("Action=CreateTopic&Name=alarms");
        await QueryAsync(
            $"Action=Subscribe&TopicArn={Topic}&Protocol=sqs&Endpoint=arn:aws:sqs:{Region}:{Account}:inbox"
                + "&Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=true"
        );
        return queue;
    }

    private async Task QueryAsync(string form)
    {
        using var response = await Aws.QueryAsync("sns", $"{form}&Version=2010-03-31");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    protected async Task<JsonNode> NoticeAsync(string queue)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var answer = await Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = queue,
                WaitTimeSeconds = 20,
                MaxNumberOfMessages = 1,
            },
            patience.Token
        );
        var message = Assert.Single(answer.Messages);
        await Sqs.DeleteMessageAsync(queue, message.ReceiptHandle, patience.Token);
        return JsonNode.Parse(message.Body)!;
    }
}
