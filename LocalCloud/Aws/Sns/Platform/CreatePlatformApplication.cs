using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Sns.Platform;

internal sealed record CreatePlatformApplicationRequest(string? Name, string? Platform, Dictionary<string, string>? Attributes);

internal sealed record PlatformApplicationResponse(string PlatformApplicationArn);

internal static partial class CreatePlatformApplication
{
    private const string NothingIsPushed = "credentials are not tried; what would be pushed goes to /_localcloud/push";

    private static readonly string[] Platforms =
    [
        "ADM",
        "APNS",
        "APNS_SANDBOX",
        "APNS_VOIP",
        "APNS_VOIP_SANDBOX",
        "MACOS",
        "MACOS_SANDBOX",
        "BAIDU",
        "FCM",
        "GCM",
        "MPNS",
        "WNS",
    ];

    public static readonly Operation<SnsState, CreatePlatformApplicationRequest, PlatformApplicationResponse> Definition =
        Operation<SnsState>
            .Define(
                "CreatePlatformApplication",
                SnsJson.Default.CreatePlatformApplicationRequest,
                SnsJson.Default.PlatformApplicationResponse,
                (state, request, context) =>
                {
                    if (request.Name is not { } name || !NamePattern.IsMatch(name))
                        return SnsErrors.Invalid(
                            "Name Reason: must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.' "
                                + "and be 1 to 256 in length"
                        );
                    if (request.Platform is not { } platform || !Platforms.Contains(platform))
                        return SnsErrors.Invalid($"Platform Reason: {request.Platform} is not supported");
                    if (string.IsNullOrEmpty(request.Attributes?.GetValueOrDefault("PlatformCredential")))
                        return SnsErrors.Invalid("Attributes Reason: PlatformCredential attribute is required");
                    var attributes = request.Attributes.Where(a => !PlatformApplications.Secrets.Contains(a.Key)).ToDictionary();
                    attributes.TryAdd("Enabled", "true");
                    if (state.PlatformApplications.GetValueOrDefault($"{platform}/{name}") is { } known)
                        return new PlatformApplicationResponse(known.Arn(state.Scope));
                    var application = new PlatformApplication(platform, name, attributes);
                    state.Put(context.Changes, application);
                    return new PlatformApplicationResponse(application.Arn(state.Scope));
                }
            )
            .Lacking(NothingIsPushed);

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,256}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern { get; }
}
