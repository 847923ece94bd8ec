using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>By which S3 names an account: 64 hexadecimal digits.</summary>
internal static class CanonicalUser
{
    public static string Of(string account) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(account)));
}
