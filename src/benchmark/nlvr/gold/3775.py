def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        n_blocks = int(tower.simple_query('How many blocks are there?'))
        top_block = max(tower.find('block'), key=lambda block: block.upper)
        if n_blocks == 3 and top_block.verify_property('block', 'yellow'):
            return 'yes'
    return 'no'
