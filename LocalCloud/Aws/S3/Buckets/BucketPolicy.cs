using System.Text;
using System.Text.Json;
using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>Bucket policies are kept and given back, and say what other accounts may do: see <see cref="PolicyDecision"/>.</summary>
internal static class BucketPolicy
{
    public const string Subresource = "policy";
    private const string Name = Subresource;

    public static readonly S3Operation Put = new("PutBucketPolicy", "PUT", S3Level.Bucket, Name, HandlePut);

    public static readonly S3Operation Get = new("GetBucketPolicy", "GET", S3Level.Bucket, Name, HandleGet);

    public static readonly S3Operation Delete = new("DeleteBucketPolicy", "DELETE", S3Level.Bucket, Name, request =>
        BucketDocument.ChangeAsync(request, documents => documents.Remove(Name), 204)
    );

    public static readonly S3Operation Status = new("GetBucketPolicyStatus", "GET", S3Level.Bucket, "policyStatus", HandleStatus);

    private static async ValueTask<S3Answer> HandlePut(S3Request request)
    {
        var (text, error) = await RequestBody.ReadTextAsync(request).ConfigureAwait(false);
        if (error is not null)
            return error;
        if (text.Length > 20 * 1024)
            return Malformed("Policies must not exceed 20 KB in size.");
        if (text is not [(byte)'{', ..] || !IsJson(text))
            return Malformed("Policies must be valid JSON and the first byte must be '{'");
        if (S3Access.RefusePublic(request, Encoding.UTF8.GetString(text)) is { } refused)
            return refused;
        return await BucketDocument
            .ChangeAsync(request, documents => documents[Name] = Encoding.UTF8.GetString(text), 204)
            .ConfigureAwait(false);
    }

    private static ValueTask<S3Answer> HandleGet(S3Request request) =>
        new(request.Read(bucket => bucket.Document(Name) is { } policy ? S3Answer.Text(policy, "application/json") : Missing(request)));

    private static ValueTask<S3Answer> HandleStatus(S3Request request) =>
        new(
            request.Read(bucket =>
                bucket.Document(Name) is { } policy
                    ? S3Answer.Document("PolicyStatus", xml => xml.Element("IsPublic", IsPublic(policy)))
                    : Missing(request)
            )
        );

    /// <summary>Somebody unnamed may do something without a condition.</summary>
    internal static bool IsPublic(string policy) =>
        AccessPolicy
            .Of(policy)
            .Statements.Any(s =>
                s is { IsAllow: true, Conditions.Count: 0, Principals: { } principals }
                && principals.Entries.Any(e => e is { Kind: "AWS", Value: "*" })
            );

    private static bool IsJson(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static S3Error Missing(S3Request request) =>
        new("NoSuchBucketPolicy", "The bucket policy does not exist", 404, ("BucketName", request.Bucket));

    private static S3Error Malformed(string message) => new("MalformedPolicy", message, 400);
}
