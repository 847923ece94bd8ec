using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.CloudWatch.Dashboards;

/// <summary>As it is kept.</summary>
internal sealed record Dashboard(string Name, string Body, DateTimeOffset Modified);

internal sealed record PutDashboardRequest(string? DashboardName, string? DashboardBody);

internal sealed record PutDashboardResponse(List<DashboardMessage> DashboardValidationMessages);

internal sealed record DashboardMessage(string DataPath, string Message);

internal sealed record DashboardRequest(string? DashboardName);

internal sealed record GetDashboardResponse(string DashboardArn, string DashboardBody, string DashboardName);

internal sealed record ListDashboardsRequest(string? DashboardNamePrefix, string? NextToken);

internal sealed record ListDashboardsResponse(List<DashboardEntry> DashboardEntries, string? NextToken);

internal sealed record DashboardEntry(string DashboardName, string DashboardArn, DateTimeOffset LastModified, long Size);

internal sealed record DashboardNamesRequest(List<string>? DashboardNames);

/// <summary>Dashboards are of an account, in no region (docs: CloudWatch_Dashboards, "Dashboards are global"); theirs is one that is always
/// the same.</summary>
internal static class Home
{
    public static CloudWatchState Of(CloudWatchState state) => state.Service.State(state.Scope with { Region = "us-east-1" });

    public static string Arn(CloudWatchState state, string name) => $"arn:aws:cloudwatch::{state.Scope.Account}:dashboard/{name}";

    public static AwsError Invalid(string message) => new("DashboardInvalidInputError", message) { QueryCode = "InvalidParameterInput" };

    public static AwsError NotFound(string name) =>
        new("DashboardNotFoundError", $"Dashboard {name} does not exist", 404) { QueryCode = "ResourceNotFound" };
}

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

internal static class GetDashboard
{
    public static readonly Operation<CloudWatchState, DashboardRequest, GetDashboardResponse> Definition =
        Operation<CloudWatchState>.DefineAsync<DashboardRequest, GetDashboardResponse>(
            "GetDashboard",
            CloudWatchJson.Default.DashboardRequest,
            CloudWatchJson.Default.GetDashboardResponse,
            HandleAsync,
            Must.Member<DashboardRequest>("dashboardName", r => r.DashboardName).Required()
        );

    private static ValueTask<Result<GetDashboardResponse>> HandleAsync(CloudWatchState state, DashboardRequest request, Context context) =>
        new(
            context.Host.Read(Home.Of(state), home => home.Dashboards.GetValueOrDefault(request.DashboardName!)) is { } found
                ? new GetDashboardResponse(Home.Arn(state, found.Name), found.Body, found.Name)
                : Home.NotFound(request.DashboardName!)
        );
}

internal static class ListDashboards
{
    private const int Most = 1000;

    public static readonly Operation<CloudWatchState, ListDashboardsRequest, ListDashboardsResponse> Definition =
        Operation<CloudWatchState>.DefineAsync<ListDashboardsRequest, ListDashboardsResponse>(
            "ListDashboards",
            CloudWatchJson.Default.ListDashboardsRequest,
            CloudWatchJson.Default.ListDashboardsResponse,
            HandleAsync
        );

    private static ValueTask<Result<ListDashboardsResponse>> HandleAsync(
        CloudWatchState state,
        ListDashboardsRequest request,
        Context context
    ) =>
        new(
            context
                .Host.Read(Home.Of(state), home =>
                    Page.Of(Named(home, request.DashboardNamePrefix ?? ""), d => d.Name, request.NextToken, Most)
                )
                .Ok(out var page, out var error)
                ? new ListDashboardsResponse(page.Items.ConvertAll(d => Entry(state, d)), page.NextToken)
                : error
        );

    private static IEnumerable<Dashboard> Named(CloudWatchState home, string prefix) =>
        home.Dashboards.Values.Where(d => d.Name.StartsWith(prefix, StringComparison.Ordinal));

    private static DashboardEntry Entry(CloudWatchState state, Dashboard dashboard) =>
        new(dashboard.Name, Home.Arn(state, dashboard.Name), dashboard.Modified, Encoding.UTF8.GetByteCount(dashboard.Body));
}

/// <summary>Without members; in the query protocol it is an element all the same, which older clients look for.</summary>
internal sealed record DeleteDashboardsResponse;

/// <summary>All of them, or none when one is not there.</summary>
internal static class DeleteDashboards
{
    public static readonly Operation<CloudWatchState, DashboardNamesRequest, DeleteDashboardsResponse> Definition =
        Operation<CloudWatchState>.DefineAsync<DashboardNamesRequest, DeleteDashboardsResponse>(
            "DeleteDashboards",
            CloudWatchJson.Default.DashboardNamesRequest,
            CloudWatchJson.Default.DeleteDashboardsResponse,
            HandleAsync,
            Must.Member<DashboardNamesRequest>("dashboardNames", r => r.DashboardNames).Required()
        );

    private static ValueTask<Result<DeleteDashboardsResponse>> HandleAsync(
        CloudWatchState state,
        DashboardNamesRequest request,
        Context context
    ) => context.Host.ChangeAsync<CloudWatchState, DeleteDashboardsResponse>(Home.Of(state), (home, changes) =>
        {
            if (request.DashboardNames!.Find(name => !home.Dashboards.ContainsKey(name)) is { } missing)
                return Home.NotFound(missing);
            request.DashboardNames!.ForEach(name => home.DeleteDashboard(changes, name));
            return new DeleteDashboardsResponse();
        });
}
