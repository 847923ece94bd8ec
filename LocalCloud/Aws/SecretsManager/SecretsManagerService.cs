using LocalCloud.Aws.SecretsManager.Operations;
using LocalCloud.Aws.SecretsManager.Rotation;

namespace LocalCloud.Aws.SecretsManager;

/// <summary>Secrets with versions and stages. Their values are in no log, trace or page.</summary>
internal sealed class SecretsManagerService : Service, ITaggedService
{
    public override string Id => "secretsmanager";

    public override string TargetPrefix => "secretsmanager";

    public override AwsError Invalid(string message) => new("ValidationException", message);

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateSecret.Definition,
            GetSecretValue.Definition,
            BatchGetSecretValue.Definition,
            PutSecretValue.Definition,
            UpdateSecret.Definition,
            UpdateSecretVersionStage.Definition,
            DescribeSecret.Definition,
            ListSecrets.Definition,
            ListSecretVersionIds.Definition,
            DeleteSecret.Definition,
            RestoreSecret.Definition,
            GetRandomPassword.Definition,
            TagResource.Definition,
            UntagResource.Definition,
            PutResourcePolicy.Definition,
            GetResourcePolicy.Definition,
            DeleteResourcePolicy.Definition,
            ValidateResourcePolicy.Definition,
            RotateSecret.Definition,
            CancelRotateSecret.Definition,
        ];

    internal Rotator Rotator => field ??= new(this);

    public override void Start(CancellationToken stopping) => Rotator.Start(stopping);

    protected override ServiceState CreateState(Scope scope) => new SecretsState(this, scope);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) => ((SecretsState)state).All.Select(secret => secret.Arn);

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => TaggedSecret.Find((SecretsState)state, arn);
}
