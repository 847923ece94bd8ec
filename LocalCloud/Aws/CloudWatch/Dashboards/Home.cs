namespace LocalCloud.Aws.CloudWatch.Dashboards;

/// <summary>
/// Dashboards are of an account, in no region (docs: CloudWatch_Dashboards, "Dashboards are global"); theirs is one that is always the
/// same.
/// </summary>
internal static class Home
{
    public static CloudWatchState Of(CloudWatchState state) => state.Service.State(state.Scope with { Region = "us-east-1" });

    public static string Arn(CloudWatchState state, string name) => $"arn:aws:cloudwatch::{state.Scope.Account}:dashboard/{name}";

    public static AwsError Invalid(string message) => new("DashboardInvalidInputError", message) { QueryCode = "InvalidParameterInput" };

    public static AwsError NotFound(string name) =>
        new("DashboardNotFoundError", $"Dashboard {name} does not exist", 404) { QueryCode = "ResourceNotFound" };
}
