using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>A name by which templates call a function that rewrites them. The stack's own record of it is all there is.</summary>
internal sealed class CloudFormationMacro()
    : ResourceType(
        "AWS::CloudFormation::Macro",
        [
            new("Name", Shape.Text) { Required = true, Replacement = true },
            new("FunctionName", Shape.Text) { Required = true },
            new("Description", Shape.Text),
            .. Property.Keep("LogGroupName", "LogRoleARN"),
        ]
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "Name";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) =>
        new(call.Host.Read(call.Stacks, s => s.Macro(call.PhysicalName)) is null ? Values(call) : call.AlreadyExists(Name));

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => new(Values(call));

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) => new(Nothing.Instance);

    private static Result<ResourceValues> Values(ResourceCall call) =>
        new ResourceValues(call.PhysicalName, new Dictionary<string, string>());
}
