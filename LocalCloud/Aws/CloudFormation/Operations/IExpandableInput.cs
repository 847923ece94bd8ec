namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>A request whose template may call macros, which are asked before the stack's gate is entered.</summary>
internal interface IExpandableInput
{
    string? StackName { get; }
    string? TemplateBody { get; }
    bool? UsePreviousTemplate { get; }
    List<ParameterShape>? Parameters { get; }

    /// <summary>What they have made of it; null when it calls none.</summary>
    string? Expanded { get; }
}
