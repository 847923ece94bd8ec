using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources.StandIns;

/// <summary>
/// A resource of a service that is not here. Its stack gets ids and attributes of AWS's form, and its event says that it is a stand-in.
/// Properties are known by name only.
/// </summary>
/// <param name="properties">Names, separated by blanks; <c>!</c> behind one that is required, <c>*</c> behind one whose change needs
/// another resource.</param>
internal sealed class StandIn(string type, string properties, Func<ResourceCall, string> id, params StandInAttribute[] attributes)
    : ResourceType(type, Read(properties))
{
    public override IReadOnlyList<string> Attributes { get; } = [.. attributes.Select(a => a.Name)];

    /// <summary>Says no to properties that no local engine answers.</summary>
    public Func<ResourceCall, AwsError?>? Refuse { get; init; }

    /// <summary>What is said besides that it is a stand-in.</summary>
    public string? Besides { get; init; }

    /// <summary>The property that is its name, where the name is its id.</summary>
    public string? Named { get; init; }

    public override string? NameProperty => Named;

    public override string Note(JsonObject values) =>
        $"Stand-in: LocalCloud has no {Name.Split("::")[1]}.{(Besides is null ? "" : $" {Besides}")}";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) =>
        ValueTask.FromResult(Refuse?.Invoke(call) is { } no ? no : (Result<ResourceValues>)Values(call, id(call)));

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        ValueTask.FromResult(Refuse?.Invoke(call) is { } no ? no : (Result<ResourceValues>)Values(call, existing.PhysicalId));

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        ValueTask.FromResult<Result<Nothing>>(Nothing.Instance);

    /// <summary>As vpc-0a1b2c...: 17 hex digits.</summary>
    public static Func<ResourceCall, string> Hex(string prefix) =>
        _ => $"{prefix}-0{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    /// <summary>The name that it has or gets, in small letters where the service has no others.</summary>
    public static string Name1(ResourceCall call) => call.PhysicalName.ToLowerInvariant();

    private ResourceValues Values(ResourceCall call, string physicalId) =>
        new(physicalId, attributes.ToDictionary(a => a.Name, a => a.Value(call, physicalId)));

    public static Property[] Read(string names) =>
        [
            .. names
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(name => new Property(name.TrimEnd('!', '*'), Shape.Any)
                {
                    Required = name.Contains('!'),
                    Replacement = name.Contains('*'),
                }),
        ];
}

internal sealed record StandInAttribute(string Name, Func<ResourceCall, string, string> Value);
