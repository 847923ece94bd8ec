using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>A change set is named by its ARN alone, or by its name together with its stack.</summary>
internal static class ChangeSets
{
    public readonly record struct Found(Stack Stack, ChangeSet? ChangeSet);

    /// <summary>The stack alone where no change set is named.</summary>
    public static Result<Found> Find(StackState state, string? stackName, string? changeSetName)
    {
        if (changeSetName is null)
        {
            if (stackName is null)
                return TemplateError.Validation("Either StackName or ChangeSetName must be specified.");
            return state.Find(stackName) is { } named ? new Found(named, null) : Requests.NoStack(stackName);
        }
        if (Arn.Is(changeSetName))
        {
            foreach (var candidate in state.All)
                if (candidate.ChangeSets.Find(c => c.Id == changeSetName) is { } changeSet)
                    return new Found(candidate, changeSet);
            return NotFound(changeSetName);
        }
        if (stackName is null)
            return TemplateError.Validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
        if (state.Find(stackName) is not { } stack)
            return TemplateError.Validation($"Stack [{stackName}] does not exist");
        return stack.ChangeSets.Find(c => c.Name == changeSetName) is { } found ? new Found(stack, found) : NotFound(changeSetName);
    }

    private static AwsError NotFound(string name) => new("ChangeSetNotFound", $"ChangeSet [{name}] does not exist", 404);
}
