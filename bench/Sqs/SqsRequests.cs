using System.Text;

namespace Serverless.Bench.Sqs;

/// <summary>Requests as an SDK sends them, byte for byte ready, and what has to be read of their answers.</summary>
internal static class SqsRequests
{
    public static byte[] Request(string operation, string json, int floorAnswer) =>
        Encoding.UTF8.GetBytes(
            $"""
            POST / HTTP/1.1
            Host: 127.0.0.1:4566
            X-Amz-Target: AmazonSQS.{operation}
            Content-Type: application/x-amz-json-1.0
            User-Agent: aws-sdk-bench/1.0 ua/2.1 os/linux lang/.net
            amz-sdk-request: attempt=1; max=3
            X-Amz-Date: 20260101T000000Z
            Authorization: AWS4-HMAC-SHA256 Credential=123456789012/20260101/eu-west-1/sqs/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024
            x-floor-answer: {floorAnswer}
            Content-Length: {Encoding.UTF8.GetByteCount(json)}


            """.ReplaceLineEndings("\r\n") + json
        );

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
