using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Tests.Core;

/// <summary>An operation is a file that is named for it, in the list of its service; what is not here is in the list of what is
/// not.</summary>
public sealed class OperationsTests
{
    /// <summary>Those that stand with others in a file. A new operation has a file of its own: the list gets shorter.</summary>
    private static readonly string[] WithOthers =
    [
        .. In(
            "cloudformation",
            "DescribeStackDriftDetectionStatus DescribeStackResourceDrifts DescribeType DetectStackDrift DetectStackResourceDrift GetStackPolicy ListTypes SetStackPolicy"
        ),
        .. In("elasticache", "DeleteServerlessCache"),
        .. In("events", "DisableRule EnableRule"),
        .. In(
            "lambda",
            "CreateCodeSigningConfig CreateEventSourceMapping CreateFunctionUrlConfig DeleteAlias DeleteCodeSigningConfig DeleteEventSourceMapping DeleteFunctionCodeSigningConfig DeleteFunctionEventInvokeConfig DeleteFunctionUrlConfig DeleteLayerVersion DeleteProvisionedConcurrencyConfig GetAlias GetCodeSigningConfig GetEventSourceMapping GetFunctionCodeSigningConfig GetFunctionEventInvokeConfig GetFunctionUrlConfig GetLayerVersion GetLayerVersionByArn GetProvisionedConcurrencyConfig ListAliases ListCodeSigningConfigs ListEventSourceMappings ListFunctionEventInvokeConfigs ListFunctionUrlConfigs ListFunctionsByCodeSigningConfig ListLayerVersions ListLayers ListProvisionedConcurrencyConfigs ListVersionsByFunction PublishLayerVersion PutFunctionCodeSigningConfig PutFunctionEventInvokeConfig PutProvisionedConcurrencyConfig UpdateAlias UpdateCodeSigningConfig UpdateEventSourceMapping UpdateFunctionEventInvokeConfig UpdateFunctionUrlConfig"
        ),
        .. In(
            "logs",
            "CancelExportTask CreateExportTask DeleteMetricFilter DeleteQueryDefinition DeleteResourcePolicy DeleteSubscriptionFilter DescribeExportTasks DescribeMetricFilters DescribeQueries DescribeQueryDefinitions DescribeResourcePolicies DescribeSubscriptionFilters GetQueryResults PutMetricFilter PutQueryDefinition PutResourcePolicy PutSubscriptionFilter StopQuery TestMetricFilter"
        ),
        .. In("rds", "DeleteDBInstance DescribeDBProxyTargetGroups"),
        .. In("secretsmanager", "DeleteResourcePolicy GetResourcePolicy PutResourcePolicy ValidateResourcePolicy"),
        .. In(
            "sns",
            "CreatePlatformApplication CreatePlatformEndpoint CreateSMSSandboxPhoneNumber DeleteEndpoint DeletePlatformApplication DeleteSMSSandboxPhoneNumber GetEndpointAttributes GetPlatformApplicationAttributes GetSMSSandboxAccountStatus ListEndpointsByPlatformApplication ListPlatformApplications ListSMSSandboxPhoneNumbers ListSubscriptionsByTopic SetEndpointAttributes SetPlatformApplicationAttributes VerifySMSSandboxPhoneNumber"
        ),
    ];

    private static readonly Service[] Services = [.. Emulator.Services(new())];

    private static readonly Dictionary<Operation, FieldInfo> Definitions = typeof(Service)
        .Assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => field.FieldType.IsAssignableTo(typeof(Operation)))
        .ToDictionary(field => (Operation)field.GetValue(null)!);

    public static TheoryData<string> Ids => [.. Services.Select(service => service.Id)];

    [Fact]
    public void Every_operation_that_is_defined_is_in_the_list_of_a_service()
    {
        var listed = Services.SelectMany(service => service.Operations).ToHashSet();

        // S3's stand in tables by method and sub-resource; what makes buckets for stacks has no place on the wire
        Assert.Empty(
            from definition in Definitions
            where !listed.Contains(definition.Key) && Home(definition.Value.DeclaringType!) != "S3"
            select definition.Key.Name
        );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_service_lists_operations_of_its_own_each_once(string id)
    {
        var service = Of(id);

        Assert.Equal(service.Operations.Count, service.Operations.Select(operation => operation.Name).Distinct().Count());
        Assert.All(service.Operations.Where(Definitions.ContainsKey), operation =>
            Assert.Equal(Home(service.GetType()), Home(Definitions[operation].DeclaringType!))
        );
    }

    [Fact]
    public void The_file_of_an_operation_is_named_for_it()
    {
        var others = (
            from service in Services
            from operation in service.Operations.OfType<RecordOperation>()
            where !HasFile(operation)
            select $"{service.Id}:{operation.Name}"
        ).ToList();

        var (wanting, settled) = (others.Except(WithOthers).ToList(), WithOthers.Except(others).ToList());
        Assert.True(
            wanting.Count + settled.Count == 0,
            $"These want a file of their name: {string.Join(' ', wanting)}; these have one, and leave the list: {string.Join(' ', settled)}"
        );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Requests_and_answers_are_in_the_JSON_context_of_the_service(string id)
    {
        var service = Of(id);

        Assert.All(
            service
                .Operations.OfType<RecordOperation>()
                .SelectMany(operation => new JsonTypeInfo[] { operation.Request, operation.Response }),
            json =>
            {
                var context = Assert.IsAssignableFrom<JsonSerializerContext>(json.OriginatingResolver).GetType();
                Assert.True(json.Type == typeof(Nothing) || Home(context) == Home(service.GetType()), $"{json.Type} is in {context}");
            }
        );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_is_here_is_not_listed_as_left_out(string id)
    {
        var service = Of(id);
        var here = service.Operations.Select(operation => operation.Name).Concat(service.OlderNames).ToHashSet();
        var left = service.NotSupported.Select(line => line.Split(' ')[0]).ToList();

        Assert.DoesNotContain(left, here.Contains);
        Assert.Equal(left.Count, left.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_is_left_out_of_a_REST_service_has_its_route(string id)
    {
        if (Of(id).Operations is [RecordOperation { Rest: not null }, ..])
            Assert.All(Of(id).NotSupported, line => RestPattern.Parse(line.Split(' ', 2)[1]));
    }

    [Fact]
    public void A_list_of_what_is_left_out_is_of_a_service()
    {
        var lists = typeof(Service)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Unsupported.", StringComparison.Ordinal));

        Assert.Empty(lists.Except(Services.Select(service => $"Unsupported.{service.Id}.txt")));
    }

    private static IEnumerable<string> In(string service, string operations) => operations.Split(' ').Select(name => $"{service}:{name}");

    private static Service Of(string id) => Services.Single(service => service.Id == id);

    /// <summary>The folder that a service has under LocalCloud/Aws.</summary>
    private static string Home(Type type) => type.Namespace!.Split('.')[2];

    /// <summary>Invoke's class is InvokeOperation, for a namespace has the shorter name.</summary>
    private static bool HasFile(Operation operation)
    {
        if (Definitions.GetValueOrDefault(operation) is not { Name: "Definition", DeclaringType: { } type })
            return false;
        var file = Path.Combine([Root(), .. type.Namespace!.Split('.')[2..], $"{type.Name}.cs"]);
        return type.Name is var name
            && (name == operation.Name || name == $"{operation.Name}Operation")
            && File.Exists(file)
            && File.ReadAllText(file).Contains($"class {name}", StringComparison.Ordinal);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../LocalCloud/Aws"));
}
