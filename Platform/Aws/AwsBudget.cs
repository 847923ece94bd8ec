using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using Platform.Events;
using Platform.Mail;
using Platform.Outages;

namespace Platform.Aws;

/// <summary>
/// How long the calls of a client may take. A request of a browser waits for some of them, so none waits as long as the SDK would.
/// </summary>
/// <param name="Attempt">One attempt, from the connection to the last byte of an answer (of S3: to its first).</param>
/// <param name="Call">All attempts and the waits between them.</param>
internal sealed record AwsBudget(Dependency Dependency, TimeSpan Attempt, TimeSpan Call)
{
    /// <summary>Attempts after the first.</summary>
    public const int Retries = 2;

    /// <summary>What a body takes at most on a slow line: it is no sign that nobody answers.</summary>
    private const double SlowestBytesPerSecond = 128 * 1024;

    /// <summary>
    /// The first calls also compile the client, resolve names and make TLS connections, on a machine that is busy with starting.
    /// </summary>
    private const double FirstUse = 2.5;

    /// <summary>Within it the connection is made or the attempt has failed.</summary>
    public static readonly TimeSpan Connect = TimeSpan.FromSeconds(3);

    public static AwsBudget? Of(Type client) =>
        client == typeof(AmazonDynamoDBClient) ? new(Dependency.Sessions, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(4))
        : client == typeof(AmazonSQSClient) ? new(Dependency.Queue, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10))
        : client == typeof(AmazonS3Client) ? new(Dependency.Files, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(12))
        : client == typeof(EventBridgeClient) ? new(Dependency.Bus, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10))
        : client == typeof(SesClient) ? new(Dependency.Mail, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20))
        : null;

    /// <summary>The same, for one call.</summary>
    /// <param name="isFirstUse">No call of the client has ended yet.</param>
    public AwsBudget For(AmazonWebServiceRequest request, bool isFirstUse)
    {
        var (factor, more) = (isFirstUse ? FirstUse : 1, TimeSpan.FromSeconds(ExtraSeconds(request)));
        return this with { Attempt = (Attempt * factor) + more, Call = (Call * factor) + ((1 + Retries) * more) };
    }

    private static double ExtraSeconds(AmazonWebServiceRequest request) =>
        request switch
        {
            // A long poll answers when its time is up.
            ReceiveMessageRequest receive => receive.WaitTimeSeconds ?? 0,
            PutObjectRequest { InputStream: { CanSeek: true } body } => (body.Length - body.Position) / SlowestBytesPerSecond,
            Minimal.MinimalRequest { Body: { } body } => body.Length / SlowestBytesPerSecond,
            _ => 0,
        };
}
