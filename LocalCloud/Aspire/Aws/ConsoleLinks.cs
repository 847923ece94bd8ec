using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Aws;

/// <summary>Pages of the local AWS as links of the dashboard.</summary>
internal static class ConsoleLinks
{
    private const string Console = "/_localcloud",
        Inbox = "/_localcloud/inbox";

    // Kind in a template, and the console's page of such things
    private static readonly (string Type, string View)[] Views =
    [
        ("AWS::SQS::Queue", "queues"),
        ("AWS::SNS::Topic", "topics"),
        ("AWS::Events::EventBus", "events"),
        ("AWS::DynamoDB::Table", "tables"),
        ("AWS::S3::Bucket", "buckets"),
        ("AWS::Lambda::Function", "functions"),
        ("AWS::Logs::LogGroup", "logs"),
        ("AWS::Scheduler::Schedule", "schedules"),
        ("AWS::ApiGatewayV2::Api", "apis"),
        ("AWS::SSM::Parameter", "parameters"),
        ("AWS::SecretsManager::Secret", "secrets"),
    ];

    /// <summary>The console in the place of the endpoint's own address, at which a browser sees XML, and the inbox beside it.</summary>
    public static IResourceBuilder<LocalStackResource> WithConsoleLinks(this IResourceBuilder<LocalStackResource> aws) =>
        aws.WithUrlForEndpoint(LocalStackResource.EndpointName, url => (url.Url, url.DisplayText) = (Console, "Console"))
            .WithUrlForEndpoint(LocalStackResource.EndpointName, _ => new ResourceUrlAnnotation { Url = Inbox, DisplayText = "Inbox" });

    /// <summary>A stack's page, and in its details that of each resource that has one.</summary>
    public static ImmutableArray<UrlSnapshot> Of(LocalStackResource aws, string stack, IEnumerable<StackMember> members) =>
        [
            new("stack", PageOf(aws, "stacks", stack), IsInternal: false) { DisplayProperties = new("Stack", 1) },
            .. from member in members
            where member.PhysicalId is { Length: > 0 }
            from page in Views
            where page.Type == member.Type
            let address = PageOf(aws, page.View, NameOf(member.PhysicalId!))
            select new UrlSnapshot(member.LogicalId, address, IsInternal: true) { DisplayProperties = new(member.LogicalId, 0) },
        ];

    private static string PageOf(LocalStackResource aws, string view, string name) =>
        $"{aws.PrimaryEndpoint.Url}{Console}?view={view}&scope={AwsVariables.Account}/{aws.Region}&name={Uri.EscapeDataString(name)}";

    // An address (of a queue) and an ARN (of a topic) end with the name
    private static string NameOf(string physicalId) => physicalId.Split('/', ':')[^1];
}
