using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record CreateSecretRequest
{
    public string? Name { get; init; }
    public string? ClientRequestToken { get; init; }
    public string? Description { get; init; }
    public string? KmsKeyId { get; init; }
    public byte[]? SecretBinary { get; init; }
    public string? SecretString { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public JsonElement? AddReplicaRegions { get; init; }
    public bool? ForceOverwriteReplicaSecret { get; init; }
    public string? Type { get; init; }
}

internal static partial class CreateSecret
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static readonly Operation<SecretsState, CreateSecretRequest, SecretAnswer> Definition = Operation<SecretsState>
        .Define(
            "CreateSecret",
            SecretsJson.Default.CreateSecretRequest,
            SecretsJson.Default.SecretAnswer,
            Handle,
            Must.Member<CreateSecretRequest>("name", r => r.Name).Required().Length(1, 512),
            Must.Member<CreateSecretRequest>("clientRequestToken", r => r.ClientRequestToken).Length(32, 64),
            Must.Member<CreateSecretRequest>("description", r => r.Description).Length(0, 2048),
            Must.Member<CreateSecretRequest>("secretBinary", r => r.SecretBinary).Length(1, 65536).Sensitive(),
            Must.Member<CreateSecretRequest>("secretString", r => r.SecretString).Length(1, 65536).Sensitive(),
            TaggedSecret.Each<CreateSecretRequest>(r => r.Tags)
        )
        .Lacking("AddReplicaRegions, Type");

    private static Result<SecretAnswer> Handle(SecretsState state, CreateSecretRequest request, Context context)
    {
        if (request.AddReplicaRegions is { ValueKind: JsonValueKind.Array } regions && regions.GetArrayLength() > 0)
            return AwsError.NotSupported("CreateSecret", "AddReplicaRegions");
        if (request.Type is not null)
            return AwsError.NotSupported("CreateSecret", "Type");
        if (!NamePattern().IsMatch(request.Name!))
            return new AwsError(
                "ValidationException",
                "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!"
            );
        if (request is { SecretBinary: not null, SecretString: not null })
            return Values.Both;
        if (TagList.HasDuplicates(request.Tags))
            return Errors.Parameter("You can't have duplicate tag keys.");
        var id = request.ClientRequestToken ?? Guid.NewGuid().ToString();
        if (state.Find(request.Name!) is { } existing)
        {
            if (existing.Deleted is not null)
                return Errors.Request("You can't create this secret because a secret with this name is already scheduled for deletion.");
            // The same request again, by a client that did not see the answer.
            return existing.Find(id, null)?.Same(request.SecretString, request.SecretBinary) == true
                ? new SecretAnswer(existing.Arn, existing.Name, id)
                : new AwsError("ResourceExistsException", $"The operation failed because the secret {request.Name} already exists.");
        }
        if (SecretKey.FaultOfEncryption(state, request.KmsKeyId, context) is { } locked)
            return locked;
        var secret = new Secret
        {
            Arn = state.Scope.Arn("secretsmanager", $"secret:{request.Name}-{RandomNumberGenerator.GetString(Alphabet, 6)}"),
            Name = request.Name!,
            Created = context.Now,
            Changed = context.Now,
            Description = request.Description,
            KmsKeyId = request.KmsKeyId,
            Tags = TagMap.Of(request.Tags),
        };
        var hasValue = request.SecretString is not null || request.SecretBinary is not null;
        if (hasValue)
            secret.Versions.Add(new(id, request.SecretString, request.SecretBinary, context.Now) { Stages = [Secret.Current] });
        state.Put(context.Changes, secret);
        return new SecretAnswer(secret.Arn, secret.Name, hasValue ? id : null);
    }

    [GeneratedRegex(@"^[-a-zA-Z0-9/_+=.@!]+\z")]
    private static partial Regex NamePattern();
}
