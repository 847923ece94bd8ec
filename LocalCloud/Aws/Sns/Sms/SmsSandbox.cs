using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Sns.Sms;

/// <summary>The stored form of a destination number. The password is null when it was given back.</summary>
internal sealed record SandboxNumber(string PhoneNumber, string? Password)
{
    public string Status => Password is null ? "Verified" : "Pending";
}

/// <summary>Numbers are added, get their one-time password as a text message, and give it back. Any other can be sent to as well.</summary>
internal static partial class SmsSandbox
{
    public static ValueMember<T> Number<T>(Func<T, object?> get) =>
        Must.Member("phoneNumber", get).Required().Length(0, 20).Pattern(NumberPattern).Sensitive();

    [GeneratedRegex(@"^(\+[0-9]{8,}|[0-9]{0,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern { get; }
}
