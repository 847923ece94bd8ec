namespace LocalCloud.Aws.Wire.Signatures;

/// <summary>What a service has of its own in how its requests are signed, and in how it refuses a signature.</summary>
internal class SignatureScheme
{
    protected const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>Of every service that has nothing of its own.</summary>
    public static readonly SignatureScheme Usual = new();

    /// <summary>The service looks at when a presigned request ends by itself.</summary>
    public virtual bool LeavesExpiry => false;

    /// <param name="status">of most of them: the JSON protocols answer 400, the others 403</param>
    public virtual SignatureErrors Errors(int status) => new(status);

    /// <summary>Signed in another way than SigV4.</summary>
    public virtual bool IsOtherwiseSigned(HttpRequest request) => false;

    public virtual AwsError? RefuseOtherwiseSigned(HttpRequest request, Secrets secrets) => null;

    /// <summary>A request that nobody signs.</summary>
    public virtual bool NeedsNone(HttpRequest request) => false;

    /// <summary>A segment of the path as it is signed, before it is encoded: as it was sent, and so encoded twice.</summary>
    public virtual string Segment(string sent) => sent;

    /// <param name="declared">X-Amz-Content-Sha256</param>
    /// <returns>null: it is that of the body</returns>
    public virtual string? PayloadHash(string? declared) => declared == UnsignedPayload ? declared : null;
}
