// TalentSupply
