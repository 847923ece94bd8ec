using System.Security.Cryptography;

namespace LocalCloud.Aws.Sns.Subscriptions;

/// <summary>What an endpoint shows that it got the confirmation request.</summary>
internal static class Tokens
{
    /// <summary>For how long a token confirms, and a deleted subscription can be restored.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    // As long as AWS's, and like all of them beginning with 2336412f37.
    public static string New() => "2336412f37" + RandomNumberGenerator.GetHexString(246, lowercase: true);
}
