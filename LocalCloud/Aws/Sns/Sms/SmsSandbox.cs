using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Sns.Deliveries;
using LocalCloud.Aws.Sns.Operations;

namespace LocalCloud.Aws.Sns.Sms;

internal sealed record SandboxRequest;

internal sealed record SandboxResponse(bool IsInSandbox);

internal sealed record SandboxNumberRequest(string? PhoneNumber, string? LanguageCode);

internal sealed record DeleteSandboxNumberRequest(string? PhoneNumber);

internal sealed record VerifySandboxNumberRequest(string? PhoneNumber, string? OneTimePassword);

internal sealed record ListSandboxNumbersRequest(string? NextToken, int? MaxResults);

internal sealed record ListSandboxNumbersResponse(List<ListedSandboxNumber> PhoneNumbers, string? NextToken);

internal sealed record ListedSandboxNumber(string PhoneNumber, string Status);

/// <summary>The stored form of a destination number. The password is null when it was given back.</summary>
internal sealed record SandboxNumber(string PhoneNumber, string? Password)
{
    public string Status => Password is null ? "Verified" : "Pending";
}

/// <summary>Numbers are added, get their one-time password as a text message, and give it back. Any other can be sent to as well.</summary>
internal static partial class SmsSandbox
{
    private static readonly string[] Languages =
    [
        "en-US",
        "en-GB",
        "es-419",
        "es-ES",
        "de-DE",
        "fr-CA",
        "fr-FR",
        "it-IT",
        "ja-JP",
        "pt-BR",
        "kr-KR",
        "zh-CN",
        "zh-TW",
    ];

    public static readonly Operation<SnsState, SandboxRequest, SandboxResponse> Status = Operation<SnsState>.Define(
        "GetSMSSandboxAccountStatus",
        SnsJson.Default.SandboxRequest,
        SnsJson.Default.SandboxResponse,
        (_, _, _) => (Result<SandboxResponse>)new SandboxResponse(false)
    );

    public static readonly Operation<SnsState, SandboxNumberRequest, Empty> Create = Operation<SnsState>.Define(
        "CreateSMSSandboxPhoneNumber",
        SnsJson.Default.SandboxNumberRequest,
        SnsJson.Default.Empty,
        (state, request, context) =>
        {
            var number = new SandboxNumber(request.PhoneNumber!, RandomNumberGenerator.GetString("0123456789", 6));
            state.Put(context.Changes, number);
            state.Put(
                context.Changes,
                new TextMessage(
                    Guid.NewGuid().ToString(),
                    state.NextNumber(),
                    number.PhoneNumber,
                    $"Your AWS verification code is {number.Password}.",
                    null,
                    context.Now
                )
            );
            return (Result<Empty>)new Empty();
        },
        Number<SandboxNumberRequest>(r => r.PhoneNumber),
        Must.Member<SandboxNumberRequest>("languageCode", r => r.LanguageCode).Enum(Languages)
    );

    public static readonly Operation<SnsState, VerifySandboxNumberRequest, Empty> Verify = Operation<SnsState>.Define(
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
        Number<VerifySandboxNumberRequest>(r => r.PhoneNumber),
        Must.Member<VerifySandboxNumberRequest>("oneTimePassword", r => r.OneTimePassword).Required().Length(5, 8).Pattern(PasswordPattern)
    );

    public static readonly Operation<SnsState, DeleteSandboxNumberRequest, Empty> Delete = Operation<SnsState>.Define(
        "DeleteSMSSandboxPhoneNumber",
        SnsJson.Default.DeleteSandboxNumberRequest,
        SnsJson.Default.Empty,
        (state, request, context) =>
        {
            if (state.SandboxNumbers.GetValueOrDefault(request.PhoneNumber!) is not { } number)
                return SnsErrors.NoResource;
            state.Delete(context.Changes, number);
            return (Result<Empty>)new Empty();
        },
        Number<DeleteSandboxNumberRequest>(r => r.PhoneNumber)
    );

    public static readonly Operation<SnsState, ListSandboxNumbersRequest, ListSandboxNumbersResponse> List = Operation<SnsState>.Define(
        "ListSMSSandboxPhoneNumbers",
        SnsJson.Default.ListSandboxNumbersRequest,
        SnsJson.Default.ListSandboxNumbersResponse,
        (state, request, _) =>
            SnsErrors
                .Pages.ByKey(state.SandboxNumbers.Values, n => n.PhoneNumber, request.NextToken, request.MaxResults)
                .Ok(out var page, out var error)
                ? new ListSandboxNumbersResponse(
                    [.. page.Items.Select(n => new ListedSandboxNumber(n.PhoneNumber, n.Status))],
                    page.NextToken
                )
                : (Result<ListSandboxNumbersResponse>)error,
        Must.Member<ListSandboxNumbersRequest>("maxResults", r => r.MaxResults).Range(1, 100)
    );

    private static ValueMember<T> Number<T>(Func<T, object?> get) =>
        Must.Member("phoneNumber", get).Required().Length(0, 20).Pattern(NumberPattern).Sensitive();

    [GeneratedRegex(@"^(\+[0-9]{8,}|[0-9]{0,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern { get; }

    [GeneratedRegex("^[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PasswordPattern { get; }
}
