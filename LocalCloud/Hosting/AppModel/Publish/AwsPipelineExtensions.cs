namespace LocalCloud.Hosting;

/// <summary>What the configuration Aspire compiles as steps of Aspire's pipeline.</summary>
public static class AwsPipelineExtensions
{
    /// <summary>Nothing is left to do here: <c>--operation publish</c> does it by itself, and <c>serverless deploy</c> deploys.</summary>
    public static IDistributedApplicationBuilder PublishToAws(this IDistributedApplicationBuilder builder) => builder;
}
