using LocalCloud.Aws.Ssm.Operations;

namespace LocalCloud.Aws.Ssm;

/// <summary>Systems Manager, as far as its Parameter Store goes.</summary>
internal sealed class SsmService : Service, ITaggedService
{
    public override string Id => "ssm";

    public override string TargetPrefix => "AmazonSSM";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            PutParameter.Definition,
            GetParameter.Definition,
            GetParameters.Definition,
            GetParametersByPath.Definition,
            GetParameterHistory.Definition,
            DescribeParameters.Definition,
            DeleteParameter.Definition,
            DeleteParameters.Definition,
            LabelParameterVersion.Definition,
            UnlabelParameterVersion.Definition,
            AddTagsToResource.Definition,
            RemoveTagsFromResource.Definition,
            ListTagsForResource.Definition,
        ];

    protected override ServiceState CreateState(Scope scope) => new SsmState(this, scope);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) => ((SsmState)state).All.Select(((SsmState)state).Arn);

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => TaggedParameter.Find((SsmState)state, arn);
}
