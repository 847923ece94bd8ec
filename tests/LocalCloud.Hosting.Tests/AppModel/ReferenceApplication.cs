namespace LocalCloud.Hosting.Tests.AppModel;

/// <summary>The application whose manifest Aspire 13.5 wrote as reference.json.</summary>
static class ReferenceApplication
{
    public static readonly string[] Projects = ["Api", "ReportWorker", "EventRouter"];

    public static void Describe(IDistributedApplicationBuilder builder)
    {
        var stripeWebhookSecret = builder.AddParameter("stripe-webhook-secret", secret: true);
        var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("serverless");
        var cache = builder.AddRedis("redis").WithDataVolume();
        var aws = builder.AddLocalStack("aws");
        var infra = builder.AddAWSCloudFormationTemplate("infra", "resources.yaml");

        builder.AddProject("api", "../Api/Api.csproj")
            .WithReference(database).WaitFor(database)
            .WithReference(cache).WaitFor(cache)
            .WithReference(infra)
            .WithEnvironment("Stripe__WebhookSecret", stripeWebhookSecret)
            .WithHttpHealthCheck("/health")
            .WithExternalHttpEndpoints();
        builder.AddProject("report-worker", "../ReportWorker/ReportWorker.csproj")
            .WithReference(database).WaitFor(database)
            .WithReference(infra)
            .WithReplicas(2)
            .WithHttpHealthCheck("/health");
        builder.AddProject("event-router", "../EventRouter/EventRouter.csproj")
            .WithReference(database).WaitFor(database)
            .WithReference(cache).WaitFor(cache)
            .WithReference(infra)
            .WithHttpHealthCheck("/health");
        builder.UseLocalStack(aws);
    }
}
