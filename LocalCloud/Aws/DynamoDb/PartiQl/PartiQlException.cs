namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>
/// How a recursive descent leaves a faulty statement. It never leaves this folder: <see cref="Statements.Parse"/> turns it into the
/// error value.
/// </summary>
internal sealed class PartiQlException(AwsError error) : Exception(error.Message)
{
    public AwsError Error => error;

    public static PartiQlException Malformed(string detail) => Invalid("Statement wasn't well formed, can't be processed: " + detail);

    public static PartiQlException Invalid(string message) => new(DynamoDbErrors.Validation(message));
}
