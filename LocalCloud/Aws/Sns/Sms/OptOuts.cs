using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Sms;

internal sealed record PhoneNumberRequest(string? phoneNumber);

/// <summary>Phones opt out by answering STOP. No phone answers here, and so nobody is opted out.</summary>
internal static class OptOuts
{
    public const string NobodyAnswers = "no phone can opt out";

    public static AwsError? Check(PhoneNumberRequest request) =>
        request.phoneNumber is { } number && Protocol.IsPhoneNumber(number)
            ? null
            : SnsErrors.Invalid("PhoneNumber Reason: input incorrectly formatted");
}
