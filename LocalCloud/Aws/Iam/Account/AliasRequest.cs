namespace LocalCloud.Aws.Iam.Account;

internal sealed record AliasRequest(string? AccountAlias)
{
    public static ValueMember<AliasRequest> Named =>
        Must.Member<AliasRequest>("accountAlias", r => r.AccountAlias).Required().Length(3, 63);
}
