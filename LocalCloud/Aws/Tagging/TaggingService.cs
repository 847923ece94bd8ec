using LocalCloud.Aws.Store;
using LocalCloud.Aws.Tagging.Operations;

namespace LocalCloud.Aws.Tagging;

/// <summary>The Resource Groups Tagging API: the tags of all services' resources. They stay with their services; it keeps
/// nothing.</summary>
internal sealed class TaggingService : Service
{
    public override string Id => "tagging";

    public override string CountedAs => "tag";

    public override string TargetPrefix => "ResourceGroupsTaggingAPI_20170126";

    public override AwsError Invalid(string message) => Errors.Invalid(message);

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            GetResources.Definition,
            GetTagKeys.Definition,
            GetTagValues.Definition,
            TagResources.Definition,
            UntagResources.Definition,
        ];

    public override IReadOnlyList<string> NotSupported =>
        ["DescribeReportCreation", "GetComplianceSummary", "ListRequiredTags", "StartReportCreation"];

    protected override ServiceState CreateState(Scope scope) => new TaggingState(this, scope);
}

internal sealed class TaggingState(TaggingService service, Scope scope) : ServiceState(service, scope)
{
    protected internal override void Load(IEnumerable<StoredRow> rows) { }
}
