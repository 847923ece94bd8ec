using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.Iam.Access;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.S3.Signatures;
using LocalCloud.Aws.Wire;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.S3.Forms;

/// <summary>
/// Who has signed the policy of an upload form: asked where policies are enforced.
/// docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
/// </summary>
internal static class FormSignature
{
    /// <summary>Null when the signature holds, or there is none; the request is then its signer's, or nobody's.</summary>
    public static S3Error? Refuse(Context context, Dictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("policy") is not { } policy)
        {
            context.Identity = Identity.Anonymous;
            return null;
        }
        var errors = new S3SignatureErrors();
        if (fields.GetValueOrDefault("x-amz-credential")?.Split('/') is not [var id, var date, var region, var service, "aws4_request"])
            return S3Error.From(errors.Mechanism());
        if (context.Host.Access!.Secrets.Of(id) is not { } secret)
            return S3Error.From(errors.UnknownKey(id));
        var expected = Encoding.ASCII.GetBytes(SignatureCheck.Sign(secret, date, region, service, policy));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(fields.GetValueOrDefault("x-amz-signature") ?? "")))
            return S3Error.From(errors.Invalid(S3SignatureErrors.NoMatch));
        return
            AccessControl.Identify(
                context,
                new Credential(id, region, service),
                fields.GetValueOrDefault("x-amz-security-token"),
                context.Host.Service<S3Service>().SignatureScheme
            )
                is { } refused
            ? S3Error.From(refused)
            : null;
    }
}
