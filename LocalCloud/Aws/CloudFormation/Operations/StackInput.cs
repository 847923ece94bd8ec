using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>What UpdateStack and CreateChangeSet are both given: what is left out stays as it was.</summary>
internal interface IStackInput : IExpandableInput
{
    List<string>? Capabilities { get; }
    List<string>? NotificationARNs { get; }
    List<ResourceTag>? Tags { get; }
}

internal static class StackInput
{
    /// <param name="previous">What the stack was made of; null for a stack that does not exist yet.</param>
    public static Result<StackSource> Over(this IStackInput input, StackState state, StackSource? previous)
    {
        var body = input.UsePreviousTemplate == true ? previous?.Template : input.TemplateBody;
        if (!Requests.Template(body).Ok(out var template, out var error))
            return error;
        if (!Requests.Parameters(input.Parameters, previous).Ok(out var parameters, out error))
            return error;
        return Requests.Resolved(
            state,
            new StackSource(template, parameters)
            {
                Expanded = input.Expanded,
                Tags = input.Tags is null ? previous?.Tags ?? [] : input.Tags,
                NotificationArns = input.NotificationARNs ?? previous?.NotificationArns ?? [],
                Capabilities = input.Capabilities ?? [],
            }
        );
    }
}
