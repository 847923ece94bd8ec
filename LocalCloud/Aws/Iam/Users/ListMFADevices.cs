using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.Users;

internal sealed record MfaDeviceShape(string UserName, string SerialNumber, DateTimeOffset EnableDate);

internal sealed record ListMfaDevicesResponse([property: JsonPropertyName("MFADevices")] List<MfaDeviceShape> Devices, bool IsTruncated);

internal static class ListMFADevices
{
    public static readonly Operation<IamState, ListUserPagesRequest, ListMfaDevicesResponse> Definition = IamService
        .Define("ListMFADevices", IamJson.Default.ListUserPagesRequest, IamJson.Default.ListMfaDevicesResponse, Handle)
        .Lacking("there are none: none can be made");

    private static Result<ListMfaDevicesResponse> Handle(IamState state, ListUserPagesRequest request, Context context) =>
        request.UserName is { } name && !state.User(name).Ok(out _, out var error) ? error : new ListMfaDevicesResponse([], false);
}
