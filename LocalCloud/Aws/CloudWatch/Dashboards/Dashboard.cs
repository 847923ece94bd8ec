namespace LocalCloud.Aws.CloudWatch.Dashboards;

/// <summary>As it is kept.</summary>
internal sealed record Dashboard(string Name, string Body, DateTimeOffset Modified);
