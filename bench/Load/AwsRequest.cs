using System.Text;

namespace Serverless.Bench.Load;

/// <summary>A request of AWS's JSON protocol as an SDK sends it, byte for byte ready.</summary>
internal static class AwsRequest
{
    /// <param name="target">As "AmazonSQS.SendMessage".</param>
    /// <param name="floorAnswer">Bytes of the answer's body, for the floor.</param>
    public static byte[] Json(string service, string target, string json, int floorAnswer) =>
        Encoding.UTF8.GetBytes(
            $"""
            POST / HTTP/1.1
            Host: 127.0.0.1:4566
            X-Amz-Target: {target}
            Content-Type: application/x-amz-json-1.0
            User-Agent: aws-sdk-bench/1.0 ua/2.1 os/linux lang/.net
            amz-sdk-request: attempt=1; max=3
            X-Amz-Date: 20260101T000000Z
            Authorization: {Authorization(service)}
            x-floor-answer: {floorAnswer}
            Content-Length: {Encoding.UTF8.GetByteCount(json)}


            """.ReplaceLineEndings("\r\n") + json
        );

    /// <summary>Of the length that an SDK's has.</summary>
    private static string Authorization(string service) =>
        $"AWS4-HMAC-SHA256 Credential=123456789012/20260101/eu-west-1/{service}/aws4_request, "
        + "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
        + "Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024";

    /// <summary>Where a mark stands in a request: something of the same length is written over it before each use.</summary>
    public static int[] Positions(byte[] request, string mark)
    {
        var (positions, pattern, from) = (new List<int>(), Encoding.ASCII.GetBytes(mark), 0);
        while (request.AsSpan(from).IndexOf(pattern) is >= 0 and var at)
        {
            positions.Add(from + at);
            from += at + pattern.Length;
        }
        return [.. positions];
    }
}
