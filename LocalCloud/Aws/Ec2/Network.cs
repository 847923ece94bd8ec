using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.Ec2;

/// <summary>One thing of a network, as a stack has it.</summary>
internal sealed record Part(string Id, JsonObject Properties, List<ResourceTag> Tags, StackResource? Made = null)
{
    public string? Text(string property) => Scalars.Member(Properties, property);

    public IEnumerable<JsonObject> Items(string property) => (Properties[property] as JsonArray ?? []).OfType<JsonObject>();

    public List<string> Texts(string property) => [.. (Properties[property] as JsonArray ?? []).Select(Scalars.Text)];
}

/// <summary>The networks of an account in a region: the default one, which is there from the beginning, and those of stacks.</summary>
internal sealed class Network
{
    private const string Kind = "AWS::EC2::";

    private readonly ILookup<string, Part> _parts;

    private Network(Scope scope, IEnumerable<(string Type, Part Part)> parts) =>
        (Scope, _parts) = (scope, parts.ToLookup(p => p.Type, p => p.Part));

    public Scope Scope { get; }

    public static Network Of(Context context)
    {
        var state = (StackState)context.Host.Service<CloudFormationService>().State(context.Scope);
        return context.Host.Read(state, s => new Network(
            context.Scope,
            s.All.Where(stack => stack.Status != StackStatus.DeleteComplete)
                .SelectMany(stack =>
                    stack
                        .Resources.Where(r =>
                            r.Type.StartsWith(Kind, StringComparison.Ordinal)
                            && r.PhysicalId is not null
                            && r.IsComplete
                            && r.Status != "DELETE_COMPLETE"
                        )
                        .Select(r => (r.Type[Kind.Length..], new Part(r.PhysicalId!, r.Properties, TagsOf(stack, r), r)))
                )
                .ToList()
        ));
    }

    /// <param name="type">VPC, Subnet, ...</param>
    public IEnumerable<Part> All(string type) => _parts[type];

    /// <summary>The same for the same account and region, or the same network.</summary>
    public string IdOf(string prefix, string of = "") =>
        $"{prefix}-0{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{prefix} {Scope.Account} {Scope.Region} {of}")))[..16]}";

    public string DefaultVpc => IdOf("vpc");

    /// <summary>Of the default network, with its block.</summary>
    public IEnumerable<(string Id, string Zone, string Block)> DefaultSubnets =>
        Zones.Of(Scope.Region).Select((zone, i) => (IdOf("subnet", zone), zone, $"172.31.{i * 16}.0/20"));

    public static string DefaultGroupOf(string vpcId) => $"sg-{vpcId[4..]}";

    public string MainTableOf(string vpcId) => IdOf("rtb", vpcId);

    public IEnumerable<string> Vpcs => All("VPC").Select(v => v.Id).Prepend(DefaultVpc);

    private static List<ResourceTag> TagsOf(Stack stack, StackResource resource)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["aws:cloudformation:stack-name"] = stack.Name,
            ["aws:cloudformation:stack-id"] = stack.StackId,
            ["aws:cloudformation:logical-id"] = resource.LogicalId,
        };
        foreach (var tag in (resource.Properties["Tags"] as JsonArray ?? []).OfType<JsonObject>())
            tags[Scalars.Member(tag, "Key") ?? ""] = Scalars.Member(tag, "Value") ?? "";
        return TagMap.List(tags);
    }
}
