using Serverless.Bench.Load;

namespace Serverless.Bench.Sqs;

/// <summary>Requests as an SDK sends them, byte for byte ready, and what has to be read of their answers.</summary>
internal static class SqsRequests
{
    public static byte[] Request(string operation, string json, int floorAnswer) =>
        AwsRequest.Json("sqs", $"AmazonSQS.{operation}", json, floorAnswer);

    /// <summary>The string members of that name in an answer.</summary>
    public static void Values(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> quotedName, List<byte[]> values)
    {
        values.Clear();
        while (answer.IndexOf(quotedName) is >= 0 and var at)
        {
            answer = answer[(at + quotedName.Length + 2)..];
            var length = answer.IndexOf((byte)'"');
            values.Add(answer[..length].ToArray());
            answer = answer[length..];
        }
    }
}
