using System.Text.RegularExpressions;
using LocalCloud.Aws.Sns.Operations;

namespace LocalCloud.Aws.Sns.Sms;

internal sealed record VerifySandboxNumberRequest(string? PhoneNumber, string? OneTimePassword);

internal static partial class VerifySMSSandboxPhoneNumber
{
    public static readonly Operation<SnsState, VerifySandboxNumberRequest, Empty> Definition = Operation<SnsState>.Define(
        "VerifySMSSandboxPhoneNumber",
        SnsJson.Default.VerifySandboxNumberRequest,
        SnsJson.Default.Empty,
        (state, request, context) =>
        {
            if (state.SandboxNumbers.GetValueOrDefault(request.PhoneNumber!) is not { } number)
                return SnsErrors.NoResource;
            if (number.Password is not null && number.Password != request.OneTimePassword)
                return new AwsError("VerificationException", "The one-time password is not valid.");
            state.Put(context.Changes, number with { Password = null });
            return (Result<Empty>)new Empty();
        },
        SmsSandbox.Number<VerifySandboxNumberRequest>(r => r.PhoneNumber),
        Must.Member<VerifySandboxNumberRequest>("oneTimePassword", r => r.OneTimePassword).Required().Length(5, 8).Pattern(PasswordPattern)
    );

    [GeneratedRegex("^[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PasswordPattern { get; }
}
