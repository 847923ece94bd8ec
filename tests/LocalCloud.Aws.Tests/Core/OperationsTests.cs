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
        Assert.Empty(
            from service in Services
            from operation in service.Operations.OfType<RecordOperation>()
            where !HasFile(operation)
            select $"{service.Id}:{operation.Name}"
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
