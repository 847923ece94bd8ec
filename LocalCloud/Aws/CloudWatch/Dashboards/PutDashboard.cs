using System.Text.Json;

namespace LocalCloud.Aws.CloudWatch.Dashboards;

internal sealed record PutDashboardRequest(string? DashboardName, string? DashboardBody);

internal sealed record PutDashboardResponse(List<DashboardMessage> DashboardValidationMessages);

internal sealed record DashboardMessage(string DataPath, string Message);

/// <summary>Kept and given back; its widgets are not looked at.</summary>
internal static class PutDashboard
{
    public static readonly Operation<CloudWatchState, PutDashboardRequest, PutDashboardResponse> Definition = Operation<CloudWatchState>
        .DefineAsync<PutDashboardRequest, PutDashboardResponse>(
            "PutDashboard",
            CloudWatchJson.Default.PutDashboardRequest,
            CloudWatchJson.Default.PutDashboardResponse,
            HandleAsync,
            Must.Member<PutDashboardRequest>("dashboardName", r => r.DashboardName).Required(),
            Must.Member<PutDashboardRequest>("dashboardBody", r => r.DashboardBody).Required()
        )
        .Lacking("the widgets of the body are not validated");

    private static ValueTask<Result<PutDashboardResponse>> HandleAsync(CloudWatchState state, PutDashboardRequest request, Context context)
    {
        var name = request.DashboardName!;
        if (name.Length is 0 or > 255 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return new(
                Home.Invalid(
                    $"The value {name} for field DashboardName contains invalid characters. "
                        + "It can only contain alphanumerics, dash (-) and underscore (_)."
                )
            );
        if (!IsObject(request.DashboardBody!))
            return new(Home.Invalid("The field DashboardBody must be a valid JSON object"));
        return context.Host.ChangeAsync<CloudWatchState, PutDashboardResponse>(Home.Of(state), (home, changes) =>
        {
            home.Put(changes, new Dashboard(name, request.DashboardBody!, context.Now));
            return new PutDashboardResponse([]);
        });
    }

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
