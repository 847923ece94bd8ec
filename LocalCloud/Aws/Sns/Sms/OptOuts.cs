using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Sms;

internal sealed record PhoneNumberRequest(string? phoneNumber);

internal sealed record OptedOutResponse(bool isOptedOut);

internal sealed record ListOptedOutRequest(string? nextToken);

internal sealed record ListOptedOutResponse(List<string> phoneNumbers, string? nextToken);

/// <summary>Phones opt out by answering STOP. No phone answers here, and so nobody is opted out.</summary>
internal static class OptOuts
{
    private const string NobodyAnswers = "no phone can opt out";

    public static readonly Operation<SnsState, PhoneNumberRequest, OptedOutResponse> Check = Operation<SnsState>
        .Define("CheckIfPhoneNumberIsOptedOut", SnsJson.Default.PhoneNumberRequest, SnsJson.Default.OptedOutResponse, (_, request, _) =>
            Number(request.phoneNumber) is { } error ? error : (Result<OptedOutResponse>)new OptedOutResponse(false)
        )
        .Lacking(NobodyAnswers);

    public static readonly Operation<SnsState, PhoneNumberRequest, Operations.Empty> OptIn = Operation<SnsState>
        .Define("OptInPhoneNumber", SnsJson.Default.PhoneNumberRequest, SnsJson.Default.Empty, (_, request, _) =>
            Number(request.phoneNumber) is { } error ? error : (Result<Operations.Empty>)new Operations.Empty()
        )
        .Lacking(NobodyAnswers);

    public static readonly Operation<SnsState, ListOptedOutRequest, ListOptedOutResponse> List = Operation<SnsState>
        .Define("ListPhoneNumbersOptedOut", SnsJson.Default.ListOptedOutRequest, SnsJson.Default.ListOptedOutResponse, (_, _, _) =>
            (Result<ListOptedOutResponse>)new ListOptedOutResponse([], null)
        )
        .Lacking(NobodyAnswers);

    private static AwsError? Number(string? number) =>
        number is not null && Protocol.IsPhoneNumber(number) ? null : SnsErrors.Invalid("PhoneNumber Reason: input incorrectly formatted");
}
