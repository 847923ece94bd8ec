using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.S3.Signatures;

/// <summary>S3 signs a key as it is, and does not wait for a body to be whole.</summary>
internal sealed class S3SignatureScheme : SignatureScheme
{
    private static readonly S3SignatureErrors Own = new();

    // Presigned does, with the other checks of a request
    public override bool LeavesExpiry => true;

    public override SignatureErrors Errors(int status) => Own;

    public override bool IsOtherwiseSigned(HttpRequest request) => OldPresigned.IsPresent(request);

    public override AwsError? RefuseOtherwiseSigned(HttpRequest request, Secrets secrets) => OldPresigned.Refuse(request, secrets, Own);

    public override bool NeedsNone(HttpRequest request) => HttpMethods.IsOptions(request.Method);

    public override string Segment(string sent) => Uri.UnescapeDataString(sent);

    // The digest of what is stored is compared with the header when it has come
    public override string? PayloadHash(string? declared) => declared ?? UnsignedPayload;
}
