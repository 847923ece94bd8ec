using System.Net;
using System.Text;
using Serverless.Bench.Load;

namespace Serverless.Bench.Sqs;

internal static class Queues
{
    /// <summary>Makes a queue if it is not there, and (to probe) sends a message through it to see how long receipt handles are.</summary>
    public static (string Url, int HandleSize) Create(IPEndPoint server, string name = "bench", bool probe = true)
    {
        using var connection = new Connection(server);
        var found = new List<byte[]>();
        SqsRequests.Values(Call("CreateQueue", $$"""{"QueueName":"{{name}}"}"""), "\"QueueUrl\""u8, found);
        var url = Encoding.UTF8.GetString(found[0]);
        if (!probe)
            return (url, 0);
        Call("SendMessage", $$"""{"QueueUrl":"{{url}}","MessageBody":"x"}""");
        SqsRequests.Values(Call("ReceiveMessage", $$"""{"QueueUrl":"{{url}}"}"""), "\"ReceiptHandle\""u8, found);
        Call("DeleteMessage", $$"""{"QueueUrl":"{{url}}","ReceiptHandle":"{{Encoding.UTF8.GetString(found[0])}}"}""");
        return (url, found[0].Length);

        ReadOnlySpan<byte> Call(string operation, string json) => connection.Exchange(SqsRequests.Request(operation, json, 0));
    }
}
