using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Sns.Platform;

internal sealed record CreatePlatformApplicationRequest(string? Name, string? Platform, Dictionary<string, string>? Attributes);

internal sealed record PlatformApplicationRequest(string? PlatformApplicationArn);

internal sealed record PlatformApplicationResponse(string PlatformApplicationArn);

internal sealed record SetPlatformApplicationAttributesRequest(string? PlatformApplicationArn, Dictionary<string, string>? Attributes);

internal sealed record ListPlatformApplicationsResponse(List<ListedApplication> PlatformApplications, string? NextToken);

internal sealed record ListedApplication(string PlatformApplicationArn, Dictionary<string, string> Attributes);

internal static partial class PlatformApplications
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

    // Secrets are taken and never told.
    private static readonly string[] Secrets = ["PlatformCredential", "PlatformPrincipal"];

    public static readonly Operation<SnsState, CreatePlatformApplicationRequest, PlatformApplicationResponse> Create = Operation<SnsState>
        .Define(
            "CreatePlatformApplication",
            SnsJson.Default.CreatePlatformApplicationRequest,
            SnsJson.Default.PlatformApplicationResponse,
            (state, request, context) =>
            {
                if (request.Name is not { } name || !NamePattern.IsMatch(name))
                    return SnsErrors.Invalid(
                        "Name Reason: must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.' and be 1 to 256 in length"
                    );
                if (request.Platform is not { } platform || !Platforms.Contains(platform))
                    return SnsErrors.Invalid($"Platform Reason: {request.Platform} is not supported");
                if (string.IsNullOrEmpty(request.Attributes?.GetValueOrDefault("PlatformCredential")))
                    return SnsErrors.Invalid("Attributes Reason: PlatformCredential attribute is required");
                var attributes = request.Attributes.Where(a => !Secrets.Contains(a.Key)).ToDictionary();
                attributes.TryAdd("Enabled", "true");
                if (state.PlatformApplications.GetValueOrDefault($"{platform}/{name}") is { } known)
                    return new PlatformApplicationResponse(known.Arn(state.Scope));
                var application = new PlatformApplication(platform, name, attributes);
                state.Put(context.Changes, application);
                return new PlatformApplicationResponse(application.Arn(state.Scope));
            }
        )
        .Lacking(NothingIsPushed);

    public static readonly Operation<SnsState, PlatformApplicationRequest, Nothing> Delete = Operation<SnsState>.Define(
        "DeletePlatformApplication",
        SnsJson.Default.PlatformApplicationRequest,
        (state, request, context) =>
        {
            if (PlatformArns.Application(state, request.PlatformApplicationArn).Ok(out var application, out var error))
                state.Delete(context.Changes, application);
            return error is null || error == PlatformArns.NoApplication ? Nothing.Instance : error;
        }
    );

    public static readonly Operation<SnsState, PlatformApplicationRequest, Operations.AttributesResponse> GetAttributes =
        Operation<SnsState>.Define(
            "GetPlatformApplicationAttributes",
            SnsJson.Default.PlatformApplicationRequest,
            SnsJson.Default.AttributesResponse,
            (state, request, _) =>
                PlatformArns.Application(state, request.PlatformApplicationArn).Ok(out var application, out var error)
                    ? new Operations.AttributesResponse(application.Attributes)
                    : (Result<Operations.AttributesResponse>)error
        );

    public static readonly Operation<SnsState, SetPlatformApplicationAttributesRequest, Nothing> SetAttributes = Operation<SnsState>.Define(
        "SetPlatformApplicationAttributes",
        SnsJson.Default.SetPlatformApplicationAttributesRequest,
        (state, request, context) =>
        {
            if (!PlatformArns.Application(state, request.PlatformApplicationArn).Ok(out var application, out var error))
                return error;
            var attributes = new Dictionary<string, string>(application.Attributes);
            foreach (var (name, value) in request.Attributes ?? [])
                if (!Secrets.Contains(name))
                    attributes[name] = value;
            state.Put(context.Changes, application with { Attributes = attributes });
            return Nothing.Instance;
        }
    );

    public static readonly Operation<SnsState, Operations.ListRequest, ListPlatformApplicationsResponse> List = Operation<SnsState>.Define(
        "ListPlatformApplications",
        SnsJson.Default.ListRequest,
        SnsJson.Default.ListPlatformApplicationsResponse,
        (state, request, _) =>
            SnsErrors.Pages.ByKey(state.PlatformApplications.Values, a => a.Resource, request.NextToken).Ok(out var page, out var error)
                ? new ListPlatformApplicationsResponse(
                    [.. page.Items.Select(a => new ListedApplication(a.Arn(state.Scope), a.Attributes))],
                    page.NextToken
                )
                : (Result<ListPlatformApplicationsResponse>)error
    );

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,256}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern { get; }
}
